import { Monitor, Moon, Sun } from "lucide-react";
import { SpellingSettings } from "#renderer/spelling/settings-row.tsx";
import { Button, Kbd, PageHead, Segmented } from "#renderer/ui/index.ts";
import { showShortcuts } from "./shortcuts-dialog.tsx";
import { useStatus } from "./status-store.ts";
import { useTheme } from "./theme.ts";

const themes = [
  { value: "system", label: "As this computer", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

/** Settings: what concerns one person on one computer. What concerns the workspace is governed, and lives elsewhere. */
export default function SettingsPage() {
  const { choice, choose } = useTheme();
  const version = import.meta.env.APP_VERSION;
  const workspace = useStatus((state) => state.workspace);
  return (
    <div className="page">
      <PageHead title="Settings" note="for you, on this computer" />
      <div className="settings scroll grow" tabIndex={0} role="region" aria-label="Settings">
        <section>
          <h2>Appearance</h2>
          <div className="settings-row">
            <span>Theme</span>
            <div className="stack">
              <Segmented label="Theme" options={themes} value={choice} onChange={choose} />
              <span className="small dim">Remembered on this computer.</span>
            </div>
          </div>
        </section>
        <SpellingSettings />
        <section>
          <h2>Keyboard</h2>
          <div className="settings-row">
            <span>Find or do anything</span>
            <span>
              <Kbd keys="mod+k" />
            </span>
          </div>
          <div className="settings-row">
            <span>All shortcuts</span>
            <div className="stack">
              <Button size="sm" keys="?" onClick={showShortcuts}>
                Show
              </Button>
            </div>
          </div>
        </section>
        <section>
          <h2>About</h2>
          <div className="settings-row">
            <span>Imprimatur</span>
            <p>
              Nothing reaches a customer that its owner has not signed, that its approvers have not approved, and that
              the customer’s consent does not cover. Anyone can prove that afterwards, offline, without trusting us.
            </p>
          </div>
          {version && (
            <div className="settings-row">
              <span>Version</span>
              <span className="num">{version}</span>
            </div>
          )}
          {workspace && (
            <div className="settings-row">
              <span>Workspace</span>
              <span>{workspace.name}</span>
            </div>
          )}
          <div className="settings-row">
            <span>Licence</span>
            <span>Apache 2.0</span>
          </div>
        </section>
      </div>
    </div>
  );
}
