// Several classes of style sheets as one attribute; what does not apply is left out.
export function joinClasses(...classes: readonly (string | false | undefined)[]): string {
  return classes.filter(Boolean).join(' ');
}
