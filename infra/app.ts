import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FUNCTION_NAMES } from '../shared/config/functions.ts';
import { STOCKHOLM } from '../shared/reference/stockholm.ts';
import { BUNDLES, bundleFolder, bundleFunctions, MissingHandler } from './bundle.ts';
import { deployedName, type StageConfig, type StageName, stageNamed } from './config.ts';
import type { CodeOf } from './constructs/service-function.ts';
import { DataStack } from './stacks/data-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { externalTokens, poolTokens, type TokenSettings } from './stacks/token-settings.ts';

export interface AppOptions {
  /** Taken from the context `stage` when not given, and `test` when that says nothing. */
  readonly stage?: StageName | StageConfig;
  /** Whether to bundle the functions into `dist/`; without, the templates are the same but for the code's place. */
  readonly bundling: boolean;
  /** Where the templates go; the command line decides when not given. */
  readonly outdir?: string;
}

/** The whole deployment of a stage, ready to be synthesised: by the command line, by tests, by the embedded run. */
export function buildApp({ stage: given, bundling, outdir }: AppOptions): App {
  const app = new App({
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
    context: {
      '@aws-cdk/aws-iam:minimizePolicies': true,
      // What another stack uses cannot be taken away under it.
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
    },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stage = typeof given === 'object' ? given : stageNamed(given ?? app.node.tryGetContext('stage') ?? 'test');
  const code = codeOf(bundling, stage);
  const env = { region: stage.region };
  const data = new DataStack(app, deployedName(stage, 'data'), { env, stage });
  const tokens = tokensOf(app, stage, code);
  new ServiceStack(app, deployedName(stage, 'service'), { env, stage, code, data, tokens });
  return app;
}

function tokensOf(app: App, stage: StageConfig, code: CodeOf): TokenSettings {
  if (stage.tokens.kind === 'external') return externalTokens(stage.tokens);
  const env = { region: stage.region };
  return poolTokens(new IdentityStack(app, deployedName(stage, 'identity'), { env, stage, code, city: STOCKHOLM }));
}

function codeOf(bundling: boolean, stage: StageConfig): CodeOf {
  if (!bundling) return () => Code.fromInline('// The templates alone were asked for.');
  bundleFunctions(BUNDLES, FUNCTION_NAMES, stage.name === 'local' ? 'here' : 'carried');
  return (name) => Code.fromAsset(bundleFolder(name));
}

if (import.meta.main) {
  try {
    buildApp({ bundling: true }).synth();
  } catch (error) {
    if (!(error instanceof MissingHandler)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
