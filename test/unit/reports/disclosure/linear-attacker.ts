/** A linear equation: each unknown times its coefficient, together the constant. */
export interface Equation {
  readonly terms: ReadonlyMap<string, number>;
  readonly constant: number;
}

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const ZERO: Fraction = { top: 0n, bottom: 1n };

const fraction = (top: bigint, bottom = 1n): Fraction => {
  const divisor = common(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) || 1n;
  const sign = bottom < 0n ? -1n : 1n;
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
};
const common = (a: bigint, b: bigint): bigint => (b === 0n ? a : common(b, a % b));
const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
const plus = (a: Fraction = ZERO, b: Fraction = ZERO): Fraction =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const minus = ({ top, bottom }: Fraction = ZERO): Fraction => ({ top: -top, bottom });

type Row = Map<string, Fraction>;
const CONSTANT = '=';

/** Everything that follows from equations between unknowns by exact algebra: the unknowns that can have but one value. */
export function determined(equations: Iterable<Equation>): ReadonlyMap<string, number> {
  const solved = new Map<string, Row>();
  const users = new Map<string, Set<string>>();
  const write = (lead: string, row: Row, name: string, value: Fraction): void => {
    put(row, name, value);
    if (value.top === 0n) users.get(name)?.delete(lead);
    else users.set(name, (users.get(name) ?? new Set()).add(lead));
  };
  /** Solves a row for one of its unknowns and puts that into all others. */
  const solve = (lead: string, row: Row): void => {
    const pivot = row.get(lead) ?? fraction(1n);
    const made: Row = new Map();
    for (const [name, value] of row) {
      if (name !== lead) write(lead, made, name, times(value, fraction(pivot.bottom, pivot.top)));
    }
    for (const other of [...(users.get(lead) ?? [])]) {
      const into = solved.get(other) ?? new Map();
      const by = minus(into.get(lead));
      write(other, into, lead, fraction(0n));
      for (const [name, value] of made) write(other, into, name, plus(into.get(name), times(by, value)));
    }
    solved.set(lead, made);
  };
  for (const equation of equations) {
    const row = simplified(equation, solved);
    const lead = [...row.keys()].find((name) => name !== CONSTANT);
    if (lead !== undefined) solve(lead, row);
    else if (row.size > 0) throw new Error('the published figures contradict each other');
  }
  const values = new Map<string, number>();
  for (const [name, row] of solved) {
    if ([...row.keys()].some((each) => each !== CONSTANT)) continue;
    const { top, bottom } = minus(row.get(CONSTANT));
    values.set(name, Number(top) / Number(bottom));
  }
  return values;
}

/** An equation with everything put in that has been solved so far. */
function simplified({ terms, constant }: Equation, solved: ReadonlyMap<string, Row>): Row {
  const row: Row = new Map();
  const add = (name: string, value: Fraction): void => put(row, name, plus(row.get(name), value));
  add(CONSTANT, fraction(BigInt(-constant)));
  for (const [name, coefficient] of terms) {
    const by = fraction(BigInt(coefficient));
    const known = solved.get(name);
    if (known === undefined) add(name, by);
    else for (const [other, value] of known) add(other, minus(times(by, value)));
  }
  return row;
}

function put(row: Row, name: string, value: Fraction): void {
  if (value.top === 0n) row.delete(name);
  else row.set(name, value);
}
