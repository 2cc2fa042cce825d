import type { OtherProcesses, Said } from './other-processes.ts';

/** Takes what a tablet of the same team has just said; nothing is kept for who does not. */
export interface Listener {
  readonly say: (bytes: Uint8Array) => void;
}

interface Seat extends Listener {
  readonly device: string;
}

/**
 * Passes on what tablets say to each other while they are open: sealed, stored nowhere, not even until it is taken. Holds
 * nothing for a team that nobody listens to.
 */
export function presenceRelay(others: OtherProcesses) {
  const seatsByTeam = new Map<string, Set<Seat>>();
  const stopHearing = others.hear((said) => void passOn(said));

  function passOn({ team, device, bytes }: Said): number {
    const listening = [...(seatsByTeam.get(team) ?? [])].filter((seat) => seat.device !== device);
    for (const { say } of listening) say(bytes);
    return listening.length;
  }

  return {
    listen(team: string, device: string, { say }: Listener): () => void {
      const seat = { device, say };
      const seats = seatsByTeam.get(team) ?? new Set();
      seatsByTeam.set(team, seats.add(seat));
      return () => {
        seats.delete(seat);
        if (seats.size === 0 && seatsByTeam.get(team) === seats) seatsByTeam.delete(team);
      };
    },
    /** To all of the team but the tablet that says it. Answers how many listened to this process. */
    relay(team: string, device: string, bytes: Uint8Array): number {
      const said = { team, device, bytes };
      others.tell(said);
      return passOn(said);
    },
    stop: stopHearing,
  };
}

export type PresenceRelay = ReturnType<typeof presenceRelay>;
