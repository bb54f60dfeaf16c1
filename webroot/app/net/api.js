import { t } from '../text/index.js';
import { forgetAll } from './kept.js';

/** What the server refused or could not do, as application/problem+json says it; status 0 = not reached. */
export class Problem extends Error {
  constructor(status, problem = {}) {
    super(problem.detail || problem.title || (status ? t('net.failed', { status }) : t('net.offline')));
    this.status = status;
    this.field = problem.field;
    this.row = problem.row;
    this.errors = problem.errors ?? [];
  }
}

/** JSON from a path, or a Problem. An expired sign-in leads to the sign-in page and back. */
export async function get(path) {
  return send('GET', path);
}

export async function post(path, body) {
  return send('POST', path, body ?? {});
}

/** Sends one file as a form does. */
export async function upload(path, file) {
  const form = new FormData();
  form.append('file', file);
  return send('POST', path, form);
}

async function send(method, path, body) {
  const request = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  if (body instanceof FormData) {
    request.body = body;
  } else if (body !== undefined) {
    request.headers['content-type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Problem(0);
  }
  const answer = await read(response);
  if (!response.ok) {
    throw new Problem(response.status, answer ?? {});
  }
  return answer;
}

async function read(response) {
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? response.json() : null;
}

/** To the sign-in page, which leads back here. */
export function toSignIn() {
  const here = location.pathname + location.search;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** Runs what needs a signed-in person; 401 leads to the sign-in page and never settles. */
export async function signedIn(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.status === 401) {
      toSignIn();
      return new Promise(() => {});
    }
    throw problem;
  }
}

/** Ends the session, and what this browser keeps of anybody's lists. */
export async function signOut() {
  forgetAll();
  await post('/api/v1/sign-out').catch(() => {});
  location.assign('/sign-in');
}
