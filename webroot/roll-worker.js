/*
 * Lets the roll page open without a network: the newest page and files where the server answers, the kept ones where it does not.
 * It never touches the API; what is said of persons stays with the page.
 */
const CACHE = 'zhenmai-roll-1';
const PAGE = '/roll/';
const PATIENCE_MILLIS = 5000;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The page tells which files it was made of. */
self.addEventListener('message', (event) => {
  if (event.data?.files) {
    event.waitUntil(keep(event.data.files, event.data.page));
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (request.mode === 'navigate' && url.pathname.startsWith(PAGE)) {
    event.respondWith(newestOrKept(request, PAGE));
  } else if (url.pathname.startsWith('/app/') || url.pathname.startsWith('/vendor/')) {
    event.respondWith(newestOrKept(request, url.pathname));
  }
});

async function newestOrKept(request, name) {
  const cache = await caches.open(CACHE);
  try {
    const response = await Promise.race([fetch(request), late()]);
    if (response.ok) {
      await cache.put(name, response.clone());
    }
    return response;
  } catch (away) {
    const kept = await cache.match(name);
    if (kept) {
      return kept;
    }
    throw away;
  }
}

function late() {
  return new Promise((resolve, reject) => setTimeout(() => reject(new Error('late')), PATIENCE_MILLIS));
}

async function keep(files, page) {
  const cache = await caches.open(CACHE);
  const missing = [];
  for (const file of files) {
    if (!(await cache.match(file))) {
      missing.push(file);
    }
  }
  await cache.addAll(missing);
  const response = await fetch(page, { credentials: 'same-origin' });
  if (response.ok && !response.redirected) {
    await cache.put(PAGE, response);
  }
}
