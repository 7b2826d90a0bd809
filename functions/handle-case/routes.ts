import { COMMAND_NAMES } from '../../shared/domain/case/commands.ts';
import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import {
  getAccessLog,
  getAccessReviews,
  getDisclosureGrounds,
  getRegisterExtract,
} from '../../shared/http/endpoints/audit.ts';
import { COMMAND_ENDPOINTS, getCase, getCases, getFacts, getOccasions } from '../../shared/http/endpoints/cases.ts';
import { getFindings, getWorklist, getWorklists } from '../../shared/http/endpoints/compliance.ts';
import { postPersonSearch } from '../../shared/http/endpoints/persons.ts';
import { postRetentionHold } from '../../shared/http/endpoints/retention.ts';
import type { CaseDeps } from './case-deps.ts';
import { holdRetention } from './hold-retention.ts';
import { listCases } from './list-cases.ts';
import { listFindings } from './list-findings.ts';
import { listGrounds } from './list-grounds.ts';
import { readAccessLog } from './read-access-log.ts';
import { readCase, readFacts, readOccasions } from './read-case.ts';
import { readRegisterExtract } from './read-register-extract.ts';
import { reviewAccesses } from './review-accesses.ts';
import { runCommand } from './run-command.ts';
import { searchPersons } from './search-persons.ts';
import { countWorklists, readWorklist } from './worklists.ts';

/** Commands on cases, what is read of them, and the lists they are on. */
export function routes(deps: CaseDeps): ReadonlyArray<Route> {
  return [
    route(getCases, (request) => listCases(authenticated(request), deps)),
    route(getCase, (request) => readCase(authenticated(request), deps)),
    route(getFacts, (request) => readFacts(authenticated(request), deps)),
    route(getOccasions, (request) => readOccasions(authenticated(request), deps)),
    route(getAccessLog, (request) => readAccessLog(authenticated(request), deps)),
    route(getRegisterExtract, (request) => readRegisterExtract(authenticated(request), deps)),
    route(postRetentionHold, (request) => holdRetention(authenticated(request), deps)),
    route(getAccessReviews, (request) => reviewAccesses(authenticated(request), deps)),
    route(getDisclosureGrounds, (request) => listGrounds(authenticated(request), deps)),
    route(postPersonSearch, (request) => searchPersons(authenticated(request), deps)),
    route(getWorklists, (request) => countWorklists(authenticated(request), deps)),
    route(getWorklist, (request) => readWorklist(authenticated(request), deps)),
    route(getFindings, (request) => listFindings(authenticated(request), deps)),
    ...COMMAND_NAMES.map((name) =>
      route(COMMAND_ENDPOINTS[name], (request) => runCommand(name, authenticated(request), deps)),
    ),
  ];
}
