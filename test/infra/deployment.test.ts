// One file, so that the deployment is synthesised once for all sentences about it.
import './deployment/alarms.ts';
import './deployment/api.ts';
import './deployment/dashboard.ts';
import './deployment/data.ts';
import './deployment/functions.ts';
import './deployment/hardening.ts';
import './deployment/identity.ts';
import './deployment/nag.ts';
import './deployment/queues.ts';
import './deployment/schedule.ts';
