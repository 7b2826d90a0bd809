/** A prime so large that no sum of cells comes near it, and so small that products are exact. */
const PRIME = 67_108_859;

/** A linear equation between cells that are not known: their sum, each times its coefficient, is known. */
type Equation = Map<number, number>;

/** What follows, by linear algebra, from sums of cells and from the cells that are known. */
export interface Elimination {
  /**
   * Adds equations between cells that are not known, but for those from which a cell would follow that may not be known.
   * Gives the cells that follow, which it takes as known.
   */
  add(equations: Iterable<ReadonlyMap<number, number>>, mayKnow: (cell: number) => boolean): ReadonlyArray<number>;
  /** The cells that would follow from knowing `cell` as well, itself apart. */
  consequences(cell: number): ReadonlyArray<number>;
  /** Makes a cell known. */
  know(cell: number): void;
}

/**
 * Solves equations between cells, as far as that goes: one cell of each equation, its lead, stands in no other. A cell is
 * known when it is the lead of an equation of nothing else. Reckoned modulo a prime.
 */
export function elimination(): Elimination {
  const byLead = new Map<number, Equation>();
  /** The leads of the equations that a cell stands in without leading them. */
  const followed = new Map<number, Set<number>>();

  const leadsWith = (cell: number): ReadonlySet<number> => followed.get(cell) ?? NONE;
  const set = (lead: number, equation: Equation, cell: number, coefficient: number): void => {
    if (coefficient === 0) {
      equation.delete(cell);
      followed.get(cell)?.delete(lead);
      return;
    }
    equation.set(cell, coefficient);
    const leads = followed.get(cell) ?? new Set();
    followed.set(cell, leads.add(lead));
  };
  /** Puts an equation, solved for `lead`, in every other in which that cell stands. */
  const enter = (lead: number, terms: Equation): void => {
    const inverse = inverseOf(terms.get(lead) ?? 0);
    const equation: Equation = new Map();
    for (const [cell, coefficient] of terms) {
      if (cell !== lead) set(lead, equation, cell, modulo(coefficient * inverse));
    }
    for (const other of [...leadsWith(lead)]) {
      const into = byLead.get(other);
      const times = into?.get(lead) ?? 0;
      if (into === undefined) continue;
      set(other, into, lead, 0);
      for (const [cell, coefficient] of equation) {
        set(other, into, cell, modulo((into.get(cell) ?? 0) - times * coefficient));
      }
    }
    byLead.set(lead, equation);
  };
  /** What an equation says once the leads of all others are put into it. */
  const rest = (terms: ReadonlyMap<number, number>): Equation => {
    const left: Equation = new Map();
    const put = (cell: number, coefficient: number): void => {
      const sum = modulo((left.get(cell) ?? 0) + coefficient);
      if (sum === 0) left.delete(cell);
      else left.set(cell, sum);
    };
    for (const [cell, coefficient] of terms) {
      const equation = byLead.get(cell);
      if (equation === undefined) put(cell, coefficient);
      else for (const [other, times] of equation) put(other, modulo(-coefficient * times));
    }
    return left;
  };
  /** The leads that follow once some other cells, each times its coefficient, come to a known sum. */
  const leadsFrom = (terms: Equation): Array<number> => {
    const first = rarest(terms.keys(), leadsWith);
    if (first === undefined) return [];
    const inverse = inverseOf(terms.get(first) ?? 0);
    const follow: Array<number> = [];
    for (const lead of leadsWith(first)) {
      const other = byLead.get(lead);
      if (other?.size !== terms.size) continue;
      const ratio = modulo((other.get(first) ?? 0) * inverse);
      if ([...terms].every(([each, by]) => other.get(each) === modulo(by * ratio))) follow.push(lead);
    }
    return terms.size === 1 ? [first, ...follow] : follow;
  };
  const add: Elimination['add'] = (equations, mayKnow) => {
    for (const terms of equations) {
      const left = rest(terms);
      const lead = rarest(left.keys(), leadsWith);
      if (lead !== undefined && leadsFrom(left).every(mayKnow)) enter(lead, left);
    }
    const follow: Array<number> = [];
    for (const [lead, { size }] of byLead) if (size === 0) follow.push(lead);
    for (const lead of follow) byLead.delete(lead);
    return follow;
  };

  const consequences = (cell: number): ReadonlyArray<number> =>
    leadsFrom(byLead.get(cell) ?? new Map([[cell, 1]])).filter((follows) => follows !== cell);
  const know = (cell: number): void => {
    const equation = byLead.get(cell);
    if (equation === undefined) {
      for (const lead of [...leadsWith(cell)]) set(lead, byLead.get(lead) ?? new Map(), cell, 0);
      return;
    }
    const terms = new Map(equation);
    for (const each of terms.keys()) set(cell, equation, each, 0);
    byLead.delete(cell);
    const lead = rarest(terms.keys(), leadsWith);
    if (lead !== undefined) enter(lead, terms);
  };
  return { add, consequences, know };
}

const NONE: ReadonlySet<number> = new Set();

/** The cell that stands in fewest equations: solving for it changes least. */
function rarest(cells: Iterable<number>, leadsWith: (cell: number) => ReadonlySet<number>): number | undefined {
  let best: number | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    const times = leadsWith(cell).size;
    if (times < fewest) [best, fewest] = [cell, times];
  }
  return best;
}

function modulo(value: number): number {
  const rest = value % PRIME;
  return rest < 0 ? rest + PRIME : rest;
}

/** By Fermat's little theorem. */
function inverseOf(value: number): number {
  if (value === 1 || value === PRIME - 1) return value;
  let [result, base, exponent] = [1, value, PRIME - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = modulo(result * base);
    base = modulo(base * base);
    exponent = Math.floor(exponent / 2);
  }
  return result;
}
