/** Starts the console in the page. */
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { queries } from './api/queries.ts';
import { useEncodedLocation, useEncodedSearch } from './frame/encoded-location.ts';
import { Frame } from './frame/frame.tsx';
import { SessionGate } from './session/session-gate.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Router base="/console" hook={useEncodedLocation} searchHook={useEncodedSearch}>
        <SessionGate>
          <Frame />
        </SessionGate>
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
