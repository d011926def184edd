/** What the build puts in place of these names; see electron.vite.config.ts. */
interface ImportMetaEnv {
  /** The version in package.json; absent in a page that was built by itself. */
  readonly APP_VERSION?: string;
}
