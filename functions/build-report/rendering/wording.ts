import { DISCLOSURE } from '../../../shared/reference/disclosure.ts';
import type { InWords } from '../../../shared/reference/labels.ts';

const words = (sv: string, en: string): InWords => ({ sv, en });

/** The rule by which figures are withheld, as every report prints it. */
export const WITHHELD = words(
  `Ett streck (–) står för en uppgift som inte redovisas. Antal från 1 till ${DISCLOSURE.threshold - 1} visas inte, för att ingen enskild ska kunna pekas ut, och inte heller de andra uppgifter som de skulle kunna räknas ut ur. Tröskeln är ${DISCLOSURE.threshold}; noll visas. En tom ruta är en andel eller ett antal dagar av ingenting.`,
  `A dash (–) stands for a figure that is withheld. Numbers from 1 to ${DISCLOSURE.threshold - 1} are not shown, so that nobody can be pointed out, nor are the other figures from which they could be reckoned. The threshold is ${DISCLOSURE.threshold}; nought is shown. An empty cell is a share or a number of days of nothing.`,
);

/** What stands on the page beside figures and names. */
export const TEXTS = {
  language: words('Språk', 'Language'),
  keyFigures: words('Nyckeltal', 'Key figures'),
  allFigures: words('Alla mått', 'All measures'),
  total: words('Totalt', 'Total'),
  howToRead: words('Så läser du siffrorna', 'How to read the figures'),
  withheldTitle: words('Uppgifter som inte visas', 'Figures that are withheld'),
  withheldCell: words('visas inte', 'withheld'),
  emptyCell: words('inget att räkna', 'nothing to count'),
  definitions: words('Vad måtten räknar', 'What the measures count'),
  measure: words('Mått', 'Measure'),
  numerator: words('Det som räknas', 'What is counted'),
  denominator: words('Delat med', 'Divided by'),
  version: words('Version', 'Version'),
  source: words('Källa', 'Source'),
  policies: words('Regler som siffrorna bygger på', 'Rules behind the figures'),
  barChart: words('Stapeldiagram', 'Bar chart'),
  lineChart: words('Linjediagram', 'Line chart'),
  interval: words(
    'Det tunna strecket är ett 95-procentigt konfidensintervall: där intervallen går i varandra kan skillnaden vara en slump.',
    'The thin line is a 95 % confidence interval: where intervals overlap, the difference may be chance.',
  ),
  break: words('Ny målgrupp', 'New target group'),
  breakExplained: words(
    'Den 1 september 2018 blev två målgrupper en. Siffror före och efter strecket räknar olika personer och kan inte jämföras rakt av; den sammanslagna serien kan det.',
    'On 1 September 2018 two target groups became one. Figures before and after the line count different people and cannot be compared as they are; those of the merged series can.',
  ),
  noRows: words('Inget att redovisa i perioden.', 'Nothing to report in the period.'),
} as const;
