/** The form of an asset that is all settings. */
export function Form({ children }: { children: React.ReactNode }) {
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields data-form">{children}</div>
    </div>
  );
}
