import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Forbids imports by folder: the rules of docs/architecture.md, checked here and nowhere else. */
const forbid = (...patterns) => ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }]
const onlySfu = ['^mediasoup(/|$)', 'mediasoup lives in sfu/ alone.']
const onlyCall = ['^mediasoup-client', 'mediasoup-client lives in client/src/call/ alone.']
const onlyDoor = ['^(express|socket\\.io|helmet|sirv)$', 'The wires live in server/src/door/ alone.']
const noServer = ['(^@lien/server|(^|/)server/src/)', 'client, server and sfu know only the contract.']
const noSfu = ['(^@lien/sfu|(^|/)sfu/src/)', 'client, server and sfu know only the contract.']
const noClient = ['(^@lien/client|(^|/)client/src/)', 'client, server and sfu know only the contract.']
const otherFeature = ['^\\.\\./(?!platform/|door/|media/)[^./]+/(?!commands\\.ts$|queries\\.ts$)', 'A feature enters another through its commands.ts or queries.ts.']
const noDoor = ['^\\.\\./(door|app|main)', 'door → features → platform, never back.']
const sqlModules = ['^(knex|pg)$', 'SQL lives in store.ts and queries.ts (and platform/).']
const env = [{ object: 'process', property: 'env', message: 'The environment is read in config.ts alone.' }]
const strongLock = [{ property: 'forUpdate', message: 'forNoKeyUpdate: FOR UPDATE waits for every insert that refers to the row, and deadlocks with those that then wait for us.' }]
const knexTransaction = ['db', 'pool'].map((object) => ({ object, property: 'transaction', message: 'inTransaction: Knex builds a whole Knex for each of its transactions (decision 0037).' }))

export default ts.config(
  { ignores: ['**/node_modules/**', '**/dist/**', 'screens/**', 'test-results/**'] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: { 'max-lines': ['error', 400], 'no-console': 'error', eqeqeq: 'error', 'no-empty': ['error', { allowEmptyCatch: false }] } },
  { files: ['scripts/**', '**/*.config.*', 'tests/**'], languageOptions: { globals: globals.node }, rules: { 'no-console': 'off' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['scripts/**'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], extends: [ts.configs.disableTypeChecked] },

  { files: ['contract/src/**'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyCall, onlyDoor, noServer, noSfu, noClient, sqlModules) } },
  { files: ['sfu/src/**'], rules: { 'no-restricted-imports': forbid(onlyCall, noServer, noClient, sqlModules) } },
  { files: ['sfu/src/**'], ignores: ['**/config.ts', '**/*.test.ts'], rules: { 'no-restricted-properties': ['error', ...env] } },
  { files: ['server/src/**'], ignores: ['**/config.ts', '**/*.test.ts'], rules: { 'no-restricted-properties': ['error', ...env, ...strongLock, ...knexTransaction] } },
  { files: ['client/src/**'], languageOptions: { globals: globals.browser }, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: '^@lien/contract/(commands(/.*)?|views|call|trail|sfu|handshake|rtp|ids|forms|requests|summaries|followUps)$', allowTypeImports: true, message: 'Types only: zod is not worth its bytes on a phone.' }] }], 'no-restricted-imports': forbid(onlySfu, onlyCall, onlyDoor, noServer, noSfu, sqlModules) } },
  // Its rules compile each file as React would: only those that may hold components and hooks.
  { files: ['client/src/**'], ignores: ['client/src/call/**', 'client/src/i18n/**'], plugins: { 'react-hooks': hooks }, rules: hooks.configs.recommended.rules },
  { files: ['client/src/call/**'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyDoor, noServer, noSfu, ['^react', 'The call is framework-free.'], ['^\\.\\./(?!call/)', 'The call knows no screen.']) } },

  { files: ['server/src/**'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyCall, onlyDoor, noSfu, noClient) } },
  { files: ['server/src/door/**'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyCall, noSfu, noClient, sqlModules) } },
  { files: ['server/src/*/**'], ignores: ['server/src/door/**', 'server/src/platform/**', '**/store.ts', '**/queries.ts'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyCall, onlyDoor, noSfu, noClient, otherFeature, noDoor, sqlModules) } },
  { files: ['server/src/**/store.ts', 'server/src/**/queries.ts'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyCall, onlyDoor, noSfu, noClient, otherFeature, noDoor) } },
  { files: ['server/src/platform/**'], rules: { 'no-restricted-imports': forbid(onlySfu, onlyCall, onlyDoor, noSfu, noClient, ['^\\.\\./', 'The platform knows nobody.']) } },
  { files: ['server/src/**/rules.ts'], rules: { 'no-restricted-imports': 'off', '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: '^(?!@lien/contract/|\\./rules)', allowTypeImports: true, message: 'rules.ts imports the contract only.' }] }] } },
)
