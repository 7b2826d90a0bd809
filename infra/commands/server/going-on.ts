/** How a command that was broken off goes on: with `again`, from the place it reached, or from the beginning without one. */
export function goingOn(again: string | null): string {
  return again === null ? 'Then run the same command again.' : `It goes on from where it was with: ${again}`;
}
