/** Review, interviews and what is printed have the window to themselves, without the shell; so has capture. */
export const WINDOWS =
  /^\/(practice|team\/recovery|studies\/[^/]+\/(lessons\/[^/]+\/(review|interviews|print|sheet)|pupils\/[^/]+\/record|report\/(summary|print)))\/?$/;
