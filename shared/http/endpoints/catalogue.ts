import type { Endpoint } from '../endpoint.ts';
import { getAccessLog, getAccessReviews, getDisclosureGrounds, getRegisterExtract } from './audit.ts';
import { COMMAND_ENDPOINTS, getCase, getCases, getFacts, getOccasions } from './cases.ts';
import { getCheckRun, getFindings, getWorklist, getWorklists, postCheckRun } from './compliance.ts';
import {
  anythingElse,
  bareRoot,
  getApiInfo,
  getCalendar,
  getDocs,
  getDocsFile,
  getHealth,
  getOpenApi,
  getProblem,
  getReference,
} from './description.ts';
import { getFeed } from './feed.ts';
import { postHistory } from './history.ts';
import { postPersonSearch } from './persons.ts';
import { postReferral } from './referrals.ts';
import { getReport, getReports, postReport } from './reports.ts';
import {
  getRetentionCertificate,
  getRetentionRun,
  postRetentionApproval,
  postRetentionHold,
  postRetentionRun,
} from './retention.ts';

/** Every operation of the API: what is deployed, routed and described. */
export const ENDPOINTS: ReadonlyArray<Endpoint> = [
  postReferral,
  getCases,
  getCase,
  getFacts,
  getOccasions,
  getAccessLog,
  getRegisterExtract,
  ...Object.values(COMMAND_ENDPOINTS),
  postPersonSearch,
  getWorklists,
  getWorklist,
  getFindings,
  getDisclosureGrounds,
  getAccessReviews,
  postCheckRun,
  getCheckRun,
  postRetentionHold,
  postRetentionRun,
  getRetentionRun,
  postRetentionApproval,
  getRetentionCertificate,
  postHistory,
  postReport,
  getReport,
  getReports,
  getFeed,
  getHealth,
  getApiInfo,
  getOpenApi,
  getDocs,
  getDocsFile,
  getProblem,
  getCalendar,
  getReference,
  bareRoot,
  anythingElse,
];
