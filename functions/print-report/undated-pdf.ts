const DATE = /\/(CreationDate|ModDate) \(D:[^)]*\)/g;
const SAME_FOR_ALL = '20000101000000';

/** A PDF that does not tell when it was made: its dates are written over in place, so that nothing in it moves. */
export function undatedPdf(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  return Buffer.from(
    text.replace(DATE, (date) => date.replace(/(?<=D:)\d{14}/, SAME_FOR_ALL)),
    'latin1',
  );
}
