/** Lets the page open without a network from now on. Only on https and localhost do browsers allow it; elsewhere nothing happens. */
export async function stayOpenable() {
  if (!('serviceWorker' in navigator)) {
    return;
  }
  try {
    await navigator.serviceWorker.register('/roll-worker.js', { scope: '/roll/' });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ files: filesOfThisPage(), page: location.href });
  } catch {
    // Refused by the browser: the page works as before while there is a network.
  }
}

function filesOfThisPage() {
  const paths = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && /^\/(app|vendor)\//.test(url.pathname))
    .map((url) => url.pathname);
  return [...new Set(paths)];
}
