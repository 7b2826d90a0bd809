/** One of the routes with the parameters that a path gives it. */
export interface RouteMatch<T> {
  readonly routeKey: string;
  readonly target: T;
  /** Decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a call; throws `URIError` for a path that cannot be decoded. */
export type MatchRoute<T> = (method: string, path: string) => RouteMatch<T> | undefined;

interface CompiledRoute<T> {
  readonly routeKey: string;
  readonly target: T;
  readonly method: string;
  readonly segments: ReadonlyArray<string>;
  readonly greedy: boolean;
}

const PARAMETER = /^\{(\w+)\+?\}$/;

/**
 * API Gateway's choice among routes: one that matches the whole path goes before a greedy one, a fixed segment before a
 * parameter, a named method before `ANY`, and `$default` takes what is left.
 */
export function routeMatcher<T>(
  routes: ReadonlyArray<{ readonly routeKey: string; readonly target: T }>,
): MatchRoute<T> {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const compiled = routes.filter(({ routeKey }) => routeKey !== '$default').map(compile);
  const ranked = compiled.toSorted((one, other) => rank(one).localeCompare(rank(other)));
  return (method, path) => {
    const segments = path.split('/').slice(1);
    const found = ranked.find((route) => matches(route, method, segments));
    if (found !== undefined) {
      return { routeKey: found.routeKey, target: found.target, parameters: parametersOf(found, segments) };
    }
    return fallback === undefined ? undefined : { ...fallback, parameters: {} };
  };
}

function compile<T>({ routeKey, target }: { readonly routeKey: string; readonly target: T }): CompiledRoute<T> {
  const [method = '', path = ''] = routeKey.split(' ');
  const segments = path.split('/').slice(1);
  return { routeKey, target, method, segments, greedy: segments.at(-1)?.endsWith('+}') ?? false };
}

/** Sorts the most specific first: by whether it is greedy, then segment by segment, then by its method. */
function rank<T>({ greedy, segments, method }: CompiledRoute<T>): string {
  const shape = segments.map((segment) => (PARAMETER.test(segment) ? '1' : '0')).join('');
  return `${greedy ? 1 : 0} ${greedy ? shape.padEnd(32, '2') : shape} ${method === 'ANY' ? 1 : 0}`;
}

function matches<T>(route: CompiledRoute<T>, method: string, segments: ReadonlyArray<string>): boolean {
  if (route.method !== 'ANY' && route.method !== method) return false;
  if (route.greedy ? segments.length < route.segments.length : segments.length !== route.segments.length) return false;
  return route.segments.every((segment, index) => {
    const given = segments[index] ?? '';
    return PARAMETER.test(segment) ? given !== '' : segment === given;
  });
}

function parametersOf<T>({ segments: names }: CompiledRoute<T>, given: ReadonlyArray<string>): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((segment, index) => {
      const [, name] = PARAMETER.exec(segment) ?? [];
      if (name === undefined) return [];
      const value = segment.endsWith('+}') ? given.slice(index).join('/') : (given[index] ?? '');
      return [[name, decodeURIComponent(value)] as const];
    }),
  );
}
