/**
 * The only place that loads Monaco: the editor's core, the features that a short expression needs, and our own language.
 * The languages that Monaco brings stay out; the TypeScript worker alone is 6.9 MB.
 */
import { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range } from "monaco-editor/editor";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codeAction/register";
import "monaco-editor/features/codeEditor/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/placeholderText/register";
import "monaco-editor/features/readOnlyMessage/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
// `features/suggest/register` brings suggestions inline alone; the list comes with its controller.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/unicodeHighlighter/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/features/wordPartOperations/register";
import { celConfiguration, celLanguage, celTokens } from "./cel-language.ts";

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

languages.register({ id: celLanguage });
languages.setLanguageConfiguration(celLanguage, celConfiguration);
languages.setMonarchTokensProvider(celLanguage, celTokens);

export { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range };
