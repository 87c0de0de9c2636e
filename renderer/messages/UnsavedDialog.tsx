// The question before unsaved changes would be lost. Escape and Cancel keep everything as it is.
import { AlertDialog } from 'radix-ui';
import { useStore } from 'zustand';
import { documentStore, selectDocument } from '../stores/document.ts';
import { workspaceStore } from '../stores/workspace.ts';
import { Button } from '../ui/Button.tsx';

export function UnsavedDialog() {
  const answer = useStore(workspaceStore, (state) => state.unsavedQuestion);
  const name = useStore(documentStore, (state) => selectDocument(state).name);
  return (
    <AlertDialog.Root
      open={answer !== undefined}
      onOpenChange={(open) => {
        if (!open) answer?.('cancel');
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title className="dialog-title">Save the changes to “{name}”?</AlertDialog.Title>
          <AlertDialog.Description className="muted">They are lost if you discard them.</AlertDialog.Description>
          <div className="dialog-actions">
            <Button label="Discard" onPress={() => answer?.('discard')} />
            <span className="spacer" />
            <Button label="Cancel" onPress={() => answer?.('cancel')} />
            <Button label="Save" tone="primary" onPress={() => answer?.('save')} />
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
