// Chooses the part of the images that is shown: training, validation or test.
import type { PartName } from '../../engine/datasets/image-folder.ts';

interface PartChoiceProperties {
  readonly label: string;
  readonly parts: readonly PartName[];
  readonly part: PartName;
  onChange(part: PartName): void;
}

export function PartChoice({ label, parts, part, onChange }: PartChoiceProperties) {
  return (
    <div className="part-choice">
      <h3 className="small muted">{label}</h3>
      <fieldset className="segments" aria-label={`Part shown: ${label.toLowerCase()}`}>
        {parts.map((name) => (
          <button key={name} type="button" className="segment" aria-pressed={name === part} onClick={() => onChange(name)}>
            {name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
