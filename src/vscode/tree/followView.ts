/** Brings the tree in line with a new order, filter or grouping. */
import type { App } from '../app.ts';
import { sameData } from '../../core/kit/json.ts';

export function followView(app: App): { dispose(): void } {
  return app.view.onDidChange((before) => {
    const { sort, service, grouping } = app.view.options;
    const asksAnew = !sameData([service, grouping], [before.service, before.grouping]);
    // Filters and groups of the service need new answers; an order needs them only where pages are missing.
    if (asksAnew) for (const connection of app.connections.all()) app.store.forget(connection.id);
    else if (sort !== before.sort)
      void app.tree.reload(app.store.listings().filter(({ next }) => next !== undefined));
    app.tree.render();
    void app.view.describeIn(app.note);
  });
}
