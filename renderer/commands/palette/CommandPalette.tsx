// Every command by name: type a few letters, choose with the arrows, Enter. What can't be done now is listed with its reason. The field
// is a combobox that owns the list, so that a screen reader tells the entry that the arrows have come to.
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { joinClasses } from '../../design/classes.ts';
import dialog from '../../design/Dialog.module.css';
import { Icon } from '../../design/Icon.tsx';
import input from '../../design/input.module.css';
import typography from '../../design/text.module.css';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { registryStore, requireCommand, runCommand } from '../registry.ts';
import { matchesShortcut } from '../shortcut.ts';
import { commandTexts } from '../words.ts';
import styles from './CommandPalette.module.css';
import { closePalette, paletteStore, rememberCommand } from './palette-store.ts';
import { collectEntries, type PaletteEntry, type PaletteGroup, type PaletteWords, searchEntries } from './search.ts';

export function CommandPalette() {
  const isOpen = useStore(paletteStore, (state) => state.isOpen);
  const text = useTexts(commandTexts);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => paletteStore.setState({ isOpen: next })}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog.veil} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined} data-modal>
          <Dialog.Title className={typography.hidden}>{text('palette')}</Dialog.Title>
          <PaletteBody />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const listId = 'command-palette-list';
const optionId = (index: number): string => `${listId}-${index}`;

function PaletteBody() {
  const text = useTexts(commandTexts);
  const [search, setSearch] = useState('');
  const [position, setPosition] = useState(0);
  const groups = usePaletteGroups(search);
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(position, entries.length - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${optionId(active)}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const target = findTarget(event.key, active, entries.length);
    const [chosen] = event.key === 'Enter' && !event.nativeEvent.isComposing ? entries.slice(active) : [];
    if (target !== undefined) setPosition(target);
    else if (chosen !== undefined) choose(chosen);
    else if (isOwnShortcut(event)) closePalette();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.search}>
        <Icon name="search" />
        <input
          className={input.input}
          role="combobox"
          aria-label={text('find')}
          placeholder={text('find')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          {...(entries.length > 0 ? { 'aria-activedescendant': optionId(active) } : {})}
          spellCheck={false}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPosition(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div className={styles.list} id={listId} role="listbox" aria-label={text('palette')} ref={list}>
        <PaletteGroups groups={groups} active={active} onPoint={setPosition} />
      </div>
      {entries.length === 0 && (
        <p className={joinClasses(typography.muted, styles.nothing)} role="status">
          {text('nothing', { search })}
        </p>
      )}
    </>
  );
}

interface GroupsProperties {
  readonly groups: readonly PaletteGroup[];
  /** The entry that Enter gives, counted through all groups. */
  readonly active: number;
  onPoint(index: number): void;
}

function PaletteGroups({ groups, active, onPoint }: GroupsProperties) {
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, { entries }) => sum + entries.length, 0));
  return groups.map(({ heading, entries }, group) => (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
    <div key={heading ?? ''} role="group" {...(heading === undefined ? {} : { 'aria-label': heading })}>
      {heading !== undefined && (
        <div className={joinClasses(typography.muted, typography.small, styles.heading)} aria-hidden="true">
          {heading}
        </div>
      )}
      {entries.map((entry, index) => {
        const place = (starts[group] ?? 0) + index;
        return <PaletteOption key={entry.id} entry={entry} place={place} isActive={place === active} onPoint={onPoint} />;
      })}
    </div>
  ));
}

interface OptionProperties {
  readonly entry: PaletteEntry;
  readonly place: number;
  readonly isActive: boolean;
  onPoint(index: number): void;
}

function PaletteOption({ entry, place, isActive, onPoint }: OptionProperties) {
  const { id, title, reason, shortcut, isOn } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the combobox's
    <div
      className={styles.option}
      id={optionId(place)}
      role="option"
      data-command={id}
      aria-selected={isActive}
      aria-disabled={reason !== undefined}
      aria-checked={isOn}
      onPointerMove={() => onPoint(place)}
      onClick={() => choose(entry)}
    >
      <span className={styles.title}>{title}</span>
      {isOn === true && <Icon name="check" />}
      {reason !== undefined && <span className={joinClasses(typography.muted, styles.reason)}>{reason}</span>}
      {shortcut !== undefined && <kbd>{shortcut}</kbd>}
    </div>
  );
}

function usePaletteGroups(search: string): readonly PaletteGroup[] {
  const { commands, states } = useStore(registryStore);
  const recent = useStore(paletteStore, (state) => state.recent);
  const language = useLanguage();
  const text = useTexts(commandTexts);
  const words = useMemo((): PaletteWords => ({ headingOf: (menu) => text(menu), recent: text('recent') }), [text]);
  const searched = useMemo(() => collectEntries(commands.values(), states, language, words), [commands, states, language, words]);
  return useMemo(() => searchEntries(searched, search, recent, words), [searched, search, recent, words]);
}

/** Where a key leads in the list: round at its ends. */
function findTarget(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active + count - 1) % count;
  if (key === 'PageDown') return Math.min(count - 1, active + 10);
  return key === 'PageUp' ? Math.max(0, active - 10) : undefined;
}

/** The key that opened it closes it. */
function isOwnShortcut({ nativeEvent }: KeyboardEvent): boolean {
  const { shortcut = '', alternatives = [] } = requireCommand('palette');
  return [shortcut, ...alternatives].some((keys) => matchesShortcut(nativeEvent, keys));
}

/** Nothing where it can't be given now: its reason stays in sight. Else the palette goes first, and takes the focus back with it. */
function choose({ id, reason }: PaletteEntry): void {
  if (reason !== undefined) return;
  rememberCommand(id);
  closePalette();
  setTimeout(() => runCommand(id));
}
