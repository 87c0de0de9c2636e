// A part of a panel that can be folded, with a quiet heading.
import type { ReactNode } from 'react';

export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <details className="section" open>
      <summary>
        {title}
        {aside}
      </summary>
      <div className="section-body">{children}</div>
    </details>
  );
}
