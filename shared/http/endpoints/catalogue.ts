import type { Endpoint } from '../endpoint.ts';
import { COMMAND_ENDPOINTS, getCase, getCases, getFacts, getOccasions } from './cases.ts';
import { getCheckRun, getFindings, postCheckRun } from './compliance.ts';
import {
  anythingElse,
  bareRoot,
  getApiInfo,
  getCalendar,
  getHealth,
  getOpenApi,
  getProblem,
  getReference,
} from './description.ts';
import { postHistory } from './history.ts';
import { postReferral } from './referrals.ts';
import { getReport, getReports, postReport } from './reports.ts';

/** Every operation of the API: what is deployed, routed and described. */
export const ENDPOINTS: ReadonlyArray<Endpoint> = [
  postReferral,
  getCases,
  getCase,
  getFacts,
  getOccasions,
  ...Object.values(COMMAND_ENDPOINTS),
  getFindings,
  postCheckRun,
  getCheckRun,
  postHistory,
  postReport,
  getReport,
  getReports,
  getHealth,
  getApiInfo,
  getOpenApi,
  getProblem,
  getCalendar,
  getReference,
  bareRoot,
  anythingElse,
];
