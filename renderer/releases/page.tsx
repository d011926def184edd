import type { PageProps } from "#renderer/app/feature.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { EmptyState } from "#renderer/ui/index.ts";
import { RefusalBanners } from "./refusal-banners.tsx";
import { ReleasePage } from "./release-page.tsx";
import { useEnvironments } from "./store.ts";
import "./releases.css";

/** Releases: the next one of an environment, and what every environment serves. */
export default function ReleasesPage({ route }: PageProps) {
  const query = useEnvironments();
  const wanted = route.params["environment"] ?? route.params["id"];
  return (
    <div className="page">
      <Answer query={query} waiting="Reading the environments">
        {({ environments }) => {
          const state = environments.find((one) => one.id === wanted) ?? environments[0];
          return (
            <>
              <RefusalBanners environments={environments} />
              {state ? (
                <ReleasePage key={state.id} state={state} environments={environments} />
              ) : (
                <EmptyState fill title="No environments">
                  The policy of this workspace names no environment to release to.
                </EmptyState>
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}
