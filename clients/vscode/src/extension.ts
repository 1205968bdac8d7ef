// The extension: starts `trivium lsp`, and asks it for what the commands want.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { ExecuteCommandRequest, LanguageClient } from "vscode-languageclient/node";
import { Fault, Judgement, Solution, isFault, judged } from "./answers";
import { solutionPage } from "./view";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const command = (name: string, run: (editor: vscode.TextEditor) => Promise<unknown>) =>
    context.subscriptions.push(vscode.commands.registerTextEditorCommand(name, (editor) => void told(run(editor))));
  command("trivium.prove", prove);
  command("trivium.check", check);
  command("trivium.solve", (editor) => solve(context, editor));
  context.subscriptions.push(vscode.commands.registerCommand("trivium.restart", () => told(restart())));
  await told(restart());
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  await client?.stop();
  const settings = vscode.workspace.getConfiguration("trivium");
  const server = settings.get<string>("server", "");
  const environment = server ? { ...process.env, TRIVIUM_SERVER: server } : process.env;
  client = new LanguageClient(
    "trivium",
    "trivium",
    { command: settings.get<string>("program", "trivium"), args: ["lsp"], options: { env: environment } },
    {
      documentSelector: [{ scheme: "file" }, { scheme: "untitled" }],
      initializationOptions: { leanDiagnostics: vscode.extensions.getExtension("leanprover.lean4") === undefined, toolchain: settings.get<string>("toolchain", "") },
    },
  );
  await client.start();
}

async function ask<T extends object>(name: string, editor: vscode.TextEditor, place: vscode.Position | vscode.Range): Promise<T | undefined> {
  if (!client?.isRunning()) throw new Error("the language server does not run; see the setting trivium.program");
  const converter = client.code2ProtocolConverter;
  const where = place instanceof vscode.Range ? converter.asRange(place) : converter.asPosition(place);
  const parameters = { command: name, arguments: [editor.document.uri.toString(), where] };
  const answer = (await client.sendRequest(ExecuteCommandRequest.type, parameters)) as T | Fault | null;
  if (answer === null || isFault(answer)) return undefined; // cancelled, or told by the server itself
  return answer;
}

async function prove(editor: vscode.TextEditor): Promise<void> {
  await ask("trivium.lsp.prove", editor, editor.selection.active);
}

async function check(editor: vscode.TextEditor): Promise<void> {
  const answer = await ask<Judgement>("trivium.lsp.check", editor, new vscode.Range(editor.selection.start, editor.selection.end));
  if (!answer) return;
  const show = answer.verdict === "VERDICT_PROVED" ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void show(judged(answer));
}

async function solve(context: vscode.ExtensionContext, editor: vscode.TextEditor): Promise<void> {
  const solution = await ask<Solution>("trivium.lsp.solve", editor, editor.selection.active);
  if (!solution) return;
  const folder = vscode.Uri.joinPath(context.extensionUri, "dist");
  const panel = vscode.window.createWebviewPanel("trivium.solution", solution.name || "solution", vscode.ViewColumn.Beside, {
    enableScripts: true,
    localResourceRoots: [folder],
  });
  const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, "page.js")).toString();
  panel.webview.html = solutionPage(solution, script, panel.webview.cspSource, randomBytes(16).toString("base64"));
}

async function told(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    void vscode.window.showErrorMessage(`trivium: ${error instanceof Error ? error.message : String(error)}`);
  }
}
