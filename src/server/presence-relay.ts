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
export function presenceRelay() {
  const seatsByTeam = new Map<string, Set<Seat>>();

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
    /** To all of the team but the tablet that says it. Answers how many listened. */
    relay(team: string, device: string, bytes: Uint8Array): number {
      const others = [...(seatsByTeam.get(team) ?? [])].filter((seat) => seat.device !== device);
      for (const { say } of others) say(bytes);
      return others.length;
    },
  };
}

export type PresenceRelay = ReturnType<typeof presenceRelay>;
