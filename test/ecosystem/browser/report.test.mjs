// The HTML report in a browser, opened from the disk: node --test report.test.mjs, with COROLINT_REPORT and
// COROLINT_LARGE_REPORT naming two pages and COROLINT_SCREENSHOTS a folder.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const {COROLINT_REPORT: report, COROLINT_LARGE_REPORT: large, COROLINT_SCREENSHOTS: screenshots} = process.env;
let browser;
before(async () => {
  browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
});
after(() => browser?.close());

/** Opens `file`; the test fails if the page has an error, breaks its policy or asks for anything else. */
async function withPage(options, use, file = report) {
  const page = await browser.newPage({viewport: {width: 1360, height: 900}, ...options});
  const wrong = [];
  page.on('pageerror', error => wrong.push(error.message));
  page.on('console', message => wrong.push(message.text()));
  const own = [pathToFileURL(file).href, 'about:blank'];
  page.on('request', request => own.includes(request.url().split('#')[0]) || wrong.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  try {
    await use(page);
  } finally {
    await page.close();
  }
  assert.deepEqual(wrong, []);
}

const rows = page => page.locator('.finding').count();
const shown = page => page.locator('#shown').textContent();

test('a search keeps what holds all its words', () => withPage({}, async page => {
  const all = await rows(page);
  await page.keyboard.press('/');
  await page.keyboard.type('session.cpp AWAITED');
  assert.ok(await rows(page) > 0 && await rows(page) < all);
  for (const text of await page.locator('.finding').allTextContents()) assert.match(text, /awaited/i);
  assert.match(await shown(page), new RegExp(`^${await rows(page)} of ${all} findings$`));
  await page.keyboard.press('Escape');
  assert.equal(await rows(page), all);
  await page.locator('#search').fill('no such words');
  assert.equal(await page.locator('#list .none').textContent(), 'No finding matches.');
}));

test('filters narrow the list, and a bar of a chart is a filter', () => withPage({}, async page => {
  const all = await rows(page);
  await page.locator('#rule').selectOption('blocking-call');
  const ofRule = await rows(page);
  assert.ok(ofRule > 0 && ofRule < all);
  await page.locator('#rule').selectOption('');
  await page.locator('[data-filter=rule][data-value=blocking-call]').click();
  assert.equal(await rows(page), ofRule);
  assert.equal(await page.locator('#rule').inputValue(), 'blocking-call');
  await page.locator('#filters button[type=reset]').click();
  await page.waitForFunction(all => document.querySelectorAll('.finding').length === all, all);
  await page.locator('#folder').selectOption('runtime');
  for (const path of await page.locator('.file h3').allTextContents()) assert.match(path, /^runtime\//);
  await page.locator('#filters button[type=reset]').click();
  await page.locator('#severities input[value=warning]').uncheck();
  assert.equal(await page.locator('.finding.warning').count(), 0);
}));

test('a finding opens to its source, its steps and the page of its rule', () => withPage({}, async page => {
  const finding = page.locator('.finding', {hasText: 'reference-across-suspension'}).first();
  await finding.locator('button').click();
  assert.equal(await finding.locator('button').getAttribute('aria-expanded'), 'true');
  assert.match(await finding.locator('mark.primary').first().textContent(), /page/);
  const notes = await finding.locator('tr.note').allTextContents();
  assert.equal(notes.length, 2);
  assert.match(notes[0], /^1others run here/);
  assert.equal(await finding.locator('.graph .box').count(), 3);
  await finding.locator('.graph a').nth(2).click();
  assert.match(await finding.locator('tr.flash').textContent(), /^2this ends what refers/);
  await finding.locator('.about summary').click();
  await finding.locator('.about .prose h3', {hasText: 'What it finds'}).waitFor();
  assert.ok(await finding.locator('.about .keyword').count() > 0);
}));

test('a fix is shown as a diff', () => withPage({}, async page => {
  const finding = page.locator('.finding', {hasText: 'sleep_for'});
  await finding.locator('button').click();
  assert.match(await finding.locator('.diff .removed').textContent(), /std::this_thread::sleep_for/);
  assert.match((await finding.locator('.diff .added').allTextContents()).join('\n'), /include <aio\/sleep.h>[^]*co_await aio::sleep/);
}));

test('the keyboard alone is enough, and a link leads to a finding', () => withPage({}, async page => {
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const second = page.locator('.finding').nth(1);
  assert.equal(await second.locator('button').getAttribute('aria-expanded'), 'true');
  const id = await second.getAttribute('id');
  await page.goto('about:blank');
  await page.goto(`${pathToFileURL(report)}#${id}`);
  assert.equal(await page.locator('.finding').nth(1).locator('button').getAttribute('aria-expanded'), 'true');
}));

test('without a script the counts, the list and the rules are there', () => withPage({javaScriptEnabled: false}, async page => {
  assert.ok(await page.locator('.plain li').count() > 10);
  assert.ok(await page.locator('#overview .bars li').count() > 10);
  assert.equal(await page.locator('#filters').isVisible(), false);
  await page.locator('.rule summary').first().click();
  assert.ok(await page.locator('.rule .prose').first().isVisible());
}));

test('thousands of findings are searched at once and made as they are seen', () => withPage({}, async page => {
  assert.match(await shown(page), /^5000 findings$/);
  assert.ok(await rows(page) <= 200);
  await page.locator('#search').fill('f4321(');
  assert.equal(await rows(page), 1);
  await page.locator('#search').fill('');
  for (let before = await rows(page); before <= 300; before = await rows(page)) {
    await page.locator('.more').scrollIntoViewIfNeeded();
    await page.waitForFunction(before => document.querySelectorAll('.finding').length > before, before);
  }
}, large));

for (const colorScheme of ['light', 'dark'])
  for (const width of [1360, 420])
    test(`nothing is wider than the window: ${colorScheme}, ${width}`, () => withPage({colorScheme, viewport: {width, height: 900}}, async page => {
      for (const text of ['reference-across-suspension', 'sleep_for'])
        await page.locator('.finding', {hasText: text}).first().locator('button').click();
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({path: `${screenshots}/report-${colorScheme}-${width}.png`, fullPage: true});
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }));

test('on paper all findings are open and the filters are gone', () => withPage({}, async page => {
  await page.pdf({path: `${screenshots}/report.pdf`, format: 'A4'});
  await page.emulateMedia({media: 'print'});
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('.detail:visible').count(), await rows(page));
  assert.equal(await page.locator('#filters').isVisible(), false);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.detail:visible').count(), 0);
}));
