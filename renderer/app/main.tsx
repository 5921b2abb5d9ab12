import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine } from '../api/engine.ts';
import { adoptTheme } from './adopt-theme.ts';
import { App } from './app.tsx';
import { shareStyleNonce } from './style-nonce.ts';

adoptTheme(document);
shareStyleNonce(document);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App engine={connectEngine(window)} />
    </StrictMode>,
  );
}
