import { definitionsOf } from '../definition.ts';

const ofPromises = definitionsOf({ unit: 'promise', policies: ['guarantee'] });

const DUE = [
  'löften vars sista dag ligger i perioden, utom upphörda',
  'promises whose last day is in the period, void ones excluded',
] as const;
const MET = [
  'löften hållna senast sista dagen, bland dem vars sista dag ligger i perioden',
  'promises kept on their last day or before, among those whose last day is in the period',
] as const;

export const GUARANTEES_DUE = ofPromises(
  'guarantees-due',
  'S2, S3',
  ['Jobbgarantier att hålla', 'Guarantees due'],
  DUE,
);

export const GUARANTEES_MET = ofPromises('guarantees-met', 'S2, S3', ['Hållna jobbgarantier', 'Guarantees met'], MET);

export const GUARANTEE_MET_SHARE = ofPromises(
  'guarantee-met-share',
  'S2, S3',
  ['Andel hållna jobbgarantier', 'Share of guarantees met'],
  MET,
  DUE,
);
