import type { languages } from "monaco-editor/editor";

/** The name under which Monaco knows the language. */
export const celLanguage = "cel";

/** Brackets, quotes and comments, for matching, closing and Ctrl+/. */
export const celConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: "//" },
  brackets: [
    ["(", ")"],
    ["[", "]"],
    ["{", "}"],
  ],
  autoClosingPairs: [
    { open: "(", close: ")" },
    { open: "[", close: "]" },
    { open: "{", close: "}" },
    { open: '"', close: '"', notIn: ["string", "comment"] },
    { open: "'", close: "'", notIn: ["string", "comment"] },
  ],
  surroundingPairs: [
    { open: "(", close: ")" },
    { open: "[", close: "]" },
    { open: "{", close: "}" },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
  wordPattern: /[A-Za-z_]\w*/,
};

/** Colours by kind of token, after the CEL specification's lexis. */
export const celTokens: languages.IMonarchLanguage = {
  defaultToken: "",
  keywords: ["true", "false", "null", "in"],
  // Reserved by the specification: no name may be one of these.
  reserved: [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
  ],
  tokenizer: {
    root: [
      [/\/\/.*$/, "comment"],
      [/[A-Za-z_]\w*(?=\s*\()/, { cases: { "@keywords": "keyword", "@default": "function" } }],
      [/[A-Za-z_]\w*/, { cases: { "@keywords": "keyword", "@reserved": "invalid", "@default": "identifier" } }],
      [/0x[0-9a-fA-F]+u?/, "number"],
      [/\d+\.\d+([eE][-+]?\d+)?/, "number"],
      [/\d+([eE][-+]?\d+)?u?/, "number"],
      [/[rR]?[bB]?"""/, "string", "@triple"],
      [/[rR]?[bB]?"([^"\\\n]|\\.)*"/, "string"],
      [/[rR]?[bB]?'([^'\\\n]|\\.)*'/, "string"],
      [/[rR]?[bB]?["'].*$/, "string.invalid"],
      [/[()[\]{}]/, "@brackets"],
      [/&&|\|\||[!=<>]=|[-+*/%!<>?:]/, "operator"],
    ],
    triple: [
      [/"""/, "string", "@pop"],
      [/[^"]+|"/, "string"],
    ],
  },
};
