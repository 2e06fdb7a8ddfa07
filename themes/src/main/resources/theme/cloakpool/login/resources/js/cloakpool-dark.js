// Not a module: it runs before the first paint, so that a dark page does not flash.
{
  const { darkClass } = document.currentScript.dataset;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => document.documentElement.classList.toggle(darkClass, dark.matches);

  apply();
  dark.addEventListener("change", apply);
}
