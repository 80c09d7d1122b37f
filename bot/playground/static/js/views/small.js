/** Small windows: the sidebar is a drawer and the thread covers the channel; what is covered can't be reached. */

import { changed, on, state } from "../store.js";

const small = matchMedia("(max-width: 759px)");

/** Is the window one column wide? */
export const isSmall = () => small.matches;

function setSidebar(open) {
  if (state.sidebarOpen === open) return;
  state.sidebarOpen = open;
  changed("sidebar");
}

export const openSidebar = () => setSidebar(true);
export const closeSidebar = () => setSidebar(false);

/** Keep the focus out of what is covered, and bring it along when the sidebar opens and closes. */
export function watchSmall({ sidebar, stage, main }) {
  const cover = () => {
    const open = small.matches && state.sidebarOpen;
    document.body.classList.toggle("sidebar-open", state.sidebarOpen);
    stage.inert = open;
    sidebar.inert = small.matches && !open;
    main.inert = small.matches && Boolean(state.thread);
  };
  on("sidebar", () => {
    const hadFocus = sidebar.contains(document.activeElement);
    cover();
    if (!small.matches) return;
    if (state.sidebarOpen) (sidebar.querySelector(".side-item.here") ?? sidebar.querySelector(".side-item"))?.focus();
    else if (hadFocus) main.querySelector("[data-testid=open-sidebar]")?.focus();
  });
  on("thread", cover);
  small.addEventListener("change", cover);
  cover();
}
