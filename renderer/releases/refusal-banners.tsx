import type { EnvironmentState } from "#shared/releases/model.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { Banner } from "#renderer/ui/index.ts";
import { refusalTitle } from "./strings.ts";

/** A refusal is told across the page: which environment, which check, and what is served instead. */
export function RefusalBanners({ environments }: { environments: readonly EnvironmentState[] }) {
  return environments.flatMap(({ id, live, service }) =>
    service?.refusal
      ? [
          <Banner key={id} tone="danger" title={refusalTitle(id, service.refusal.code, live?.number)}>
            {service.refusal.message}{" "}
            {service.release === null
              ? "It serves generic content alone."
              : `It still serves release ${service.release}.`}{" "}
            Customers saw nothing of what was refused. Since {sayMoment(service.refusal.at)}.
          </Banner>,
        ]
      : [],
  );
}
