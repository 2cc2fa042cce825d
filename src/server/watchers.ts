/** Who wants to hear when a team's log grows. Holds nothing for a team that nobody watches. */
export function watchersByTeam() {
  const callbacksByTeam = new Map<string, Set<(seq: number) => void>>();

  return {
    watch(team: string, onGrown: (seq: number) => void): () => void {
      const callbacks = callbacksByTeam.get(team) ?? new Set();
      callbacksByTeam.set(team, callbacks.add(onGrown));
      return () => {
        callbacks.delete(onGrown);
        if (callbacks.size === 0 && callbacksByTeam.get(team) === callbacks) callbacksByTeam.delete(team);
      };
    },
    teams: (): readonly string[] => [...callbacksByTeam.keys()],
    tell(team: string, seq: number) {
      for (const onGrown of callbacksByTeam.get(team) ?? []) onGrown(seq);
    },
  };
}
