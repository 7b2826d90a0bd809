import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { buildApp } from '../../../infra/app.ts';
import { app, everything, OUTDIR } from './templates.ts';

const FEWEST_CHECKED = 140;

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      conclusion: z.string(),
      violations: z.array(z.unknown()),
      suppressedViolations: z.array(
        z.object({ acknowledgedId: z.string(), acknowledgedAt: z.string(), reason: z.string() }),
      ),
    }),
  ),
});

const reports = reportSchema.parse(
  JSON.parse(readFileSync(join(OUTDIR, 'validation-report.json'), 'utf8')),
).pluginReports;
const nag = reports.find(({ pluginName }) => pluginName === 'AwsSolutions');

describe('The rules of cdk-nag', () => {
  test(`find nothing unacknowledged, in at least ${FEWEST_CHECKED} resources`, () => {
    expect(nag).toMatchObject({ conclusion: 'success', violations: [] });
    expect(everything.length).toBeGreaterThanOrEqual(FEWEST_CHECKED);
  });

  test('are acknowledged with a reason, and never without need', () => {
    const given = app.node.findAll().flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
        .flatMap(({ data }) => Object.keys(z.record(z.string(), z.string()).parse(data)))
        .map((id) => `${construct.node.path} ${id}`),
    );
    const needed = nag?.suppressedViolations ?? [];
    for (const { reason } of needed) expect(reason).toMatch(/^[A-Z].{60,}\.$/);
    expect(given.toSorted()).toEqual(
      [
        ...new Set(needed.map(({ acknowledgedAt, acknowledgedId }) => `${acknowledgedAt} ${acknowledgedId}`)),
      ].toSorted(),
    );
  });

  test('stop a deployment that is careless', () => {
    const careless = buildApp({ stage: 'test', bundling: false });
    new Bucket(new Stack(careless, 'careless'), 'Bucket');
    expect(() => careless.synth()).toThrow(/AwsSolutions-S1\b/);
  });
});
