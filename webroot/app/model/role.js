const WORKLIST = ['COUNSELOR', 'CLASS_TEACHER', 'COLLEGE', 'LEADER', 'QUALITY_OFFICE', 'ADMIN'];
const HANDLING = ['COUNSELOR', 'CLASS_TEACHER', 'TEACHER', 'COLLEGE', 'QUALITY_OFFICE'];
const MANAGING = ['QUALITY_OFFICE', 'ADMIN'];
const RULES = ['COLLEGE', 'LEADER', 'QUALITY_OFFICE', 'ADMIN'];
const SCREENS = ['LEADER', 'QUALITY_OFFICE', 'ADMIN'];

/** Pages that a person may open, as {path, text}. The server decides; this only saves a click that it would refuse. */
export function pagesOf(viewer) {
  const pages = [
    { path: '/', text: 'page.counselor', roles: WORKLIST },
    { path: '/teacher', text: 'page.teacher', roles: ['TEACHER'] },
    { path: '/sources', text: 'page.sources', roles: MANAGING },
    { path: '/rules', text: 'page.rules', roles: RULES },
    { path: '/imports', text: 'page.imports', roles: MANAGING },
    { path: '/wall', text: 'page.wall', roles: SCREENS },
    { path: '/quarantine', text: 'page.quarantine', roles: ['QUALITY_OFFICE', 'ADMIN'] },
  ];
  return pages.filter((page) => has(viewer, page.roles));
}

/** Whether the person may take up alerts, or only reads them. */
export function mayHandle(viewer) {
  return has(viewer, HANDLING);
}

/** Whether the person may edit rules, or only reads them. */
export function mayEditRules(viewer) {
  return has(viewer, ['QUALITY_OFFICE']);
}

function has(viewer, roles) {
  return (viewer?.roles ?? []).some((role) => roles.includes(role));
}
