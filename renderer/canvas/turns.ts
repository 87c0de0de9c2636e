// In which order those who draw hear of an edit: at once what was edited itself or can be read now, the others a few at a time whenever
// the page has nothing else to do. An edit of the images' size changes what a thousand layers say, and a person sees twenty of them.

/** Who draws a layer (both ends are that layer), or a connection. */
export interface Ends {
  readonly source: string;
  readonly target: string;
}

export interface TurnOptions {
  /** Calls when there is time. */
  readonly later: (turn: () => void) => void;
  /** How many are told in one turn. */
  readonly perTurn: number;
}

export interface Turns {
  /** Calls `tell` after edits, until the returned function is called. */
  follow(ends: Ends, tell: () => void): () => void;
  /** An edit has happened; given is who has to hear of it at once. */
  begin(isUrgent: (ends: Ends) => boolean): void;
}

interface Follower {
  readonly ends: Ends;
  readonly tell: () => void;
}

export function createTurns({ later, perTurn }: TurnOptions): Turns {
  const followers = new Set<Follower>();
  const waiting = new Set<Follower>();
  let isPlanned = false;

  const plan = (): void => {
    if (isPlanned || waiting.size === 0) return;
    isPlanned = true;
    later(tellSome);
  };

  const tellSome = (): void => {
    isPlanned = false;
    for (const follower of [...waiting].slice(0, perTurn)) {
      waiting.delete(follower);
      follower.tell();
    }
    plan();
  };

  return {
    follow(ends, tell) {
      const follower: Follower = { ends, tell };
      followers.add(follower);
      return () => {
        followers.delete(follower);
        waiting.delete(follower);
      };
    },
    begin(isUrgent) {
      for (const follower of [...followers]) {
        if (!isUrgent(follower.ends)) waiting.add(follower);
        else {
          waiting.delete(follower);
          follower.tell();
        }
      }
      plan();
    },
  };
}
