import { describe, expect, it } from 'vitest';
import { REFUSAL_TEXTS } from '../../../shared/http/field-problems.ts';
import { escaped } from '../../../shared/http/pages/page.ts';
import { problemPage } from '../../../shared/http/pages/problem-page.ts';
import { PROBLEMS } from '../../../shared/http/problems.ts';

const pages = Object.keys(PROBLEMS).map((code) => problemPage(code) ?? '');

describe('the page of a problem', () => {
  it('needs no script, fetches nothing and allows neither', () => {
    for (const html of pages) {
      expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import| on\w+=/i);
      expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    }
  });

  it('is marked up for a screen reader: its languages, its headings, its landmarks', () => {
    for (const html of pages) {
      expect(html).toMatch(/^<!doctype html>\n<html lang="sv">/);
      expect(html).toMatch(/<meta name="viewport" content="width=device-width, initial-scale=1">/);
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(html.match(/<main>/g)).toHaveLength(1);
      expect(html.indexOf('<h1>')).toBeLessThan(html.indexOf('<h2'));
      for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g)) expect(html).toContain(`<h2 id="${id}">`);
      expect(html).toContain('<section lang="en"');
    }
  });

  it('closes every element that it opens', () => {
    for (const html of pages) {
      const open: Array<string> = [];
      for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
        if (name === 'meta') continue;
        if (closing === '') open.push(name);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    }
  });

  it('lists every reason why a referral can be outside the rules', () => {
    const html = problemPage('not-eligible') ?? '';
    for (const [code, text] of Object.entries(REFUSAL_TEXTS)) {
      expect(html).toContain(`<code>${code}</code>`);
      expect(html).toContain(escaped(text));
    }
  });

  it('exists for no other code', () => {
    for (const code of ['', 'unheard-of', 'toString', '__proto__']) expect(problemPage(code)).toBeUndefined();
  });

  it('lets no text become markup', () => {
    expect(escaped(`<b title="x">'&'</b>`)).toBe('&#60;b title=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/b&#62;');
  });
});
