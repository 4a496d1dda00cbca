/** Technique: in tabs, the projections of the log and the webhooks. */
import { useAddress } from '../../parts/address.ts';
import { LogLossNotice } from '../../parts/log-loss.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { ProjectionsTab } from './projections.tsx';
import { WebhooksTab } from './webhooks.tsx';

export default function TechniqueScreen() {
  const now = useAddress().get('onglet') === 'webhooks' ? 'webhooks' : 'projections';
  return (
    <>
      <header className="screen-head">
        <h1>Technique</h1>
      </header>
      <LogLossNotice />
      <Tabs
        label="Vue"
        name="onglet"
        now={now}
        tabs={[
          ['projections', 'Projections', undefined],
          ['webhooks', 'Webhooks', undefined],
        ]}
      />
      {now === 'webhooks' ? <WebhooksTab /> : <ProjectionsTab />}
    </>
  );
}
