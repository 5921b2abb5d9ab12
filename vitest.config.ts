import { defineConfig } from 'vitest/config';

const suite = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`], ...extra },
});

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      suite('unit'),
      suite('contract'),
      suite('integration', { testTimeout: 60_000 }),
      suite('security', { testTimeout: 60_000 }),
    ],
  },
});
