import type { PokeStream } from './poke-stream.ts';

/** A tablet with several pages and a worker holds a few; one that leaks them loses its oldest. */
const MAX_STREAMS_PER_DEVICE = 6;

/** The event streams that this process holds open, by tablet. Holds nothing for a tablet that does not listen. */
export function openStreams() {
  const streamsByDevice = new Map<string, Set<PokeStream>>();

  return {
    /** Answers the function that forgets the stream again. */
    remember(team: string, device: string, stream: PokeStream): () => void {
      const key = `${team}/${device}`;
      const streams = streamsByDevice.get(key) ?? new Set();
      streamsByDevice.set(key, streams.add(stream));
      const [oldest] = streams;
      if (streams.size > MAX_STREAMS_PER_DEVICE) oldest?.close();
      return () => {
        streams.delete(stream);
        if (streams.size === 0 && streamsByDevice.get(key) === streams) streamsByDevice.delete(key);
      };
    },
    /** A tablet that was removed or handed back hears nothing more. */
    closeThoseOf(team: string, device: string) {
      for (const stream of streamsByDevice.get(`${team}/${device}`) ?? []) stream.close();
    },
    closeAll() {
      for (const streams of streamsByDevice.values()) for (const stream of streams) stream.close();
    },
  };
}

export type OpenStreams = ReturnType<typeof openStreams>;
