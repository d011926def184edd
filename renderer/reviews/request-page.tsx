import { Ellipsis, Stamp, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { RequestDetail } from "#shared/approvals/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { runCommand, useCommands } from "#renderer/app/commands.ts";
import type { Command } from "#renderer/app/feature.ts";
import { changeParams, hrefTo } from "#renderer/app/navigation.ts";
import { api } from "#renderer/bridge/client.ts";
import { usePeople } from "#renderer/people/store.ts";
import { Button, Crumb, IconButton, Menu, PageHead } from "#renderer/ui/index.ts";
import { ApprovePanel } from "./approve-panel.tsx";
import { RequestBadge } from "./request-badge.tsx";
import { RequestPath } from "./request-path.tsx";
import { RevisionList } from "./revision-list.tsx";
import { RevisionView } from "./revision-view.tsx";
import { SendBackPanel } from "./send-back-panel.tsx";
import { useLookedAt, useRequest } from "./store.ts";
import { approveTitle, lookWords } from "./strings.ts";
import { type Turn, turnOf } from "./turn.ts";

type Panel = "approve" | "sendBack";

/** One change request: what it changes, how far it has come, and the signature that it asks for. */
export function RequestPage({ id, chosen }: { id: string; chosen: string | undefined }) {
  const query = useRequest(id);
  return (
    <div className="page">
      <Answer query={query} waiting="Reading the change request">
        {(request) => <Request request={request} chosen={chosen} />}
      </Answer>
    </div>
  );
}

function Request({ request, chosen }: { request: RequestDetail; chosen: string | undefined }) {
  const people = usePeople();
  const looked = useLookedAt(people.me?.id);
  const [panel, setPanel] = useState<Panel>();
  const turn = useMemo(() => turnOf(request, people), [request, people]);
  const unseen = request.items.filter((item) => !looked.has(item.revision)).length;
  const approveRefusal = turn.approveRefusal ?? (unseen > 0 ? lookWords(unseen, request.items.length) : undefined);
  const at = Math.max(
    0,
    request.items.findIndex((item) => item.asset === chosen),
  );
  const item = request.items[at];
  const commands = useRequestCommands(request, at, { ...turn, approveRefusal }, setPanel);
  const close = (): void => setPanel(undefined);
  return (
    <>
      <PageHead
        title={request.title}
        crumb={
          <>
            <Crumb href={hrefTo("reviews")}>Reviews</Crumb>
            <span className="dim num">{request.number}</span>
          </>
        }
        badge={<RequestBadge status={request.status} />}
      >
        {request.status === "open" && <Actions commands={commands} open={panel} />}
      </PageHead>
      <RequestPath request={request} people={people} item={item} />
      <div className={panel ? "review has-panel" : "review"}>
        <RevisionList request={request} looked={looked} selected={item} />
        {item && (
          <RevisionView
            key={item.revision}
            request={request}
            item={item}
            position={{ at, of: request.items.length }}
            people={people}
          />
        )}
        {panel === "approve" && turn.gate && (
          <ApprovePanel request={request} gate={turn.gate} people={people} refusal={approveRefusal} onClose={close} />
        )}
        {panel === "sendBack" && <SendBackPanel request={request} people={people} onClose={close} />}
      </div>
    </>
  );
}

type RequestCommands = Readonly<Record<"approve" | "sendBack" | "withdraw" | "next" | "previous", Command>>;

/** What can be done with a request, by button, palette and shortcut alike. */
function useRequestCommands(
  request: RequestDetail,
  at: number,
  turn: Turn,
  open: (panel: Panel) => void,
): RequestCommands {
  const { approveRefusal, sendBackRefusal, withdrawRefusal, gate } = turn;
  const commands = useMemo((): RequestCommands => {
    const goTo = (index: number): void => changeParams({ revision: request.items[index]?.asset });
    const last = request.items.length - 1;
    return {
      approve: {
        id: "reviews.approve",
        title: gate ? approveTitle(gate.label) : "Approve",
        icon: Stamp,
        keys: "mod+enter",
        disabledReason: () => approveRefusal,
        run: () => open("approve"),
      },
      sendBack: {
        id: "reviews.sendBack",
        title: "Send back",
        icon: Undo2,
        keys: "mod+backspace",
        disabledReason: () => sendBackRefusal,
        run: () => open("sendBack"),
      },
      withdraw: {
        id: "reviews.withdraw",
        title: "Withdraw this request",
        note: "It closes; nothing of it is lost, and it can be sent again.",
        disabledReason: () => withdrawRefusal,
        run: async () => {
          await api.approvals.withdraw({ request: request.id });
        },
      },
      next: {
        id: "reviews.next",
        title: "Next revision",
        keys: "j",
        run: () => goTo(Math.min(at + 1, last)),
      },
      previous: {
        id: "reviews.previous",
        title: "Previous revision",
        keys: "k",
        run: () => goTo(Math.max(at - 1, 0)),
      },
    };
  }, [request, at, gate, approveRefusal, sendBackRefusal, withdrawRefusal, open]);
  useCommands(
    "For this request",
    useMemo(() => Object.values(commands), [commands]),
  );
  return commands;
}

function Actions({ commands, open }: { commands: RequestCommands; open: Panel | undefined }) {
  const { approve, sendBack, withdraw } = commands;
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} label="More" />}
        align="end"
        sections={[
          {
            items: [
              {
                id: withdraw.id,
                label: withdraw.title,
                ...(withdraw.note ? { note: withdraw.note } : {}),
                disabledReason: withdraw.disabledReason?.(),
                run: () => runCommand(withdraw),
              },
            ],
          },
        ]}
      />
      <Button
        variant="danger"
        icon={Undo2}
        reasonIn="tooltip"
        disabledReason={sendBack.disabledReason?.()}
        onClick={() => runCommand(sendBack)}
      >
        Send back
      </Button>
      <Button
        variant="primary"
        icon={Stamp}
        disabledReason={approve.disabledReason?.()}
        aria-expanded={open === "approve"}
        onClick={() => runCommand(approve)}
      >
        {approve.title}
      </Button>
    </>
  );
}
