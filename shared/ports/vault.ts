/** What a sealed text belongs to; it opens nowhere else. */
export interface SealedPlace {
  readonly caseId: string;
  /** The sort key of the item that holds it. */
  readonly item: string;
}

/** Keeps secrets: what it seals can be read only through it, and only at the place it was sealed for. */
export interface Vault {
  seal(place: SealedPlace, content: unknown): Promise<Uint8Array>;
  /** Throws when the content was not sealed here, or was changed. */
  open(place: SealedPlace, sealed: Uint8Array): Promise<unknown>;
}

/** The vault of a function that handles no secret: whatever it is asked to seal or open is a defect. */
export const NO_VAULT: Vault = {
  seal: () => Promise.reject(new Error('this function seals nothing')),
  open: () => Promise.reject(new Error('this function opens nothing')),
};
