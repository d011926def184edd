/** What the build puts in place of these names; see vite.config.ts. */
interface ImportMetaEnv {
  /** The version in package.json. */
  readonly APP_VERSION: string;
}
