/** A line of history: a referral of the past and what followed. */
export function historyLine(
  key: string,
  referral: object,
  followed: ReadonlyArray<readonly [step: string, body: unknown]> = [],
) {
  // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
  return { key, referral, then: followed };
}
