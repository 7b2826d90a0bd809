import type { FactType } from '../../domain/case/facts.ts';
import type { Bilingual } from './labels.ts';

/** What each kind of fact means to the person whose case it is. */
export const EVENT_WORDS: Readonly<Record<FactType, Bilingual>> = {
  'case.received': ['Hänvisningen togs emot', 'The referral was received'],
  'hold.released': ['Väntan på beslut upphörde', 'The hold was released'],
  'case.enrolled': ['Du skrevs in', 'You were enrolled'],
  'coach.assigned': ['Coach utsågs', 'A coach was assigned'],
  'plan.drawn-up': ['En plan upprättades', 'A plan was drawn up'],
  'plan.answered': ['Du svarade på planen', 'You answered the plan'],
  'plan.receipted': ['Stadsdelen kvitterade planen', 'The district acknowledged the plan'],
  'measure.started': ['Arbete eller en insats började', 'Work or a measure started'],
  'plan.reviewed': ['Planen följdes upp', 'The plan was reviewed'],
  'occasion.expected': ['Du väntades', 'You were expected'],
  'attendance.registered': ['Närvaro registrerades', 'Attendance was registered'],
  'case.interrupted': ['Avbrott', 'Interruption'],
  'case.restarted': ['Nystart', 'Restart'],
  'transfer.requested': ['Ett annat stadsdelsområde hänvisade dig', 'Another district referred you'],
  'case.transferred': ['Ärendet flyttades', 'The case was transferred'],
  'person.changed': ['Dina uppgifter ändrades', 'Your details were changed'],
  'disclosure.withdrawn': ['Grunden för att lämna uppgifter återkallades', 'The ground for disclosure was withdrawn'],
  'processing.restricted': ['Användningen av uppgifter begränsades', 'The use of data was restricted'],
  'restriction.lifted': ['Begränsningen upphörde', 'The restriction was lifted'],
  'statement.made': ['Du lämnade ett eget uttalande', 'You made a statement of your own'],
  'case.reopened': ['Ärendet öppnades igen', 'The case was reopened'],
  'case.closed': ['Ärendet avslutades', 'The case was closed'],
  'calendar.corrected': [
    'Fristen räknades om efter en ändrad kalender',
    'A promise was reckoned anew by a changed calendar',
  ],
  'deadline.warned': ['En frist var nära att missas', 'A promise was about to be missed'],
  'deadline.missed': ['En frist missades', 'A promise was missed'],
};
