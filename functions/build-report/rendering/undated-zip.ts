const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Where an entry of the directory has its time and date, and where the file it stands for begins. */
const ENTRY_TIME = 12;
const ENTRY_FILE = 42;
/** Where a file's own header has them. */
const FILE_TIME = 10;
/** The first of January 1980, midnight: the zero of the format's calendar. */
const NO_TIME = 0x00210000;

/** An archive without the times at which its files were packed, so that the same content is the same bytes. */
export function undated(archive: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY)
    throw new TypeError('not an archive without a comment');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries; entry++) {
    if (view.getUint32(at, true) !== ENTRY) throw new TypeError('not the directory of an archive');
    view.setUint32(at + ENTRY_TIME, NO_TIME, true);
    view.setUint32(view.getUint32(at + ENTRY_FILE, true) + FILE_TIME, NO_TIME, true);
    at += ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}
