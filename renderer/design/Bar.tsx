// A name, a bar and a number in one line: class counts, probabilities, accuracy by class.
interface BarProperties {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  readonly value: string;
  readonly title?: string;
  readonly isMarked?: boolean;
}

export function Bar({ label, share, value, title, isMarked = false }: BarProperties) {
  const width = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * 100 : 0;
  return (
    <li className={isMarked ? 'bar-row is-marked' : 'bar-row'} title={title}>
      <span className="bar-label">{label}</span>
      <span className="bar-track" aria-hidden="true">
        <span className="bar-fill" style={{ width: `${width}%` }} />
      </span>
      <span className="bar-value">{value}</span>
    </li>
  );
}
