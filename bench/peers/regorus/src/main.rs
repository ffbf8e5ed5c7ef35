//! Judges documents of entries with regorus' virtual machine, in two threads that each take the next document. Prints the
//! ids of the breaches.

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};
use std::fs::read_to_string;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

const RULE: &str = "data.audit.breaches";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["--version"] {
        println!("regorus {}", env!("CARGO_PKG_VERSION"));
        return Ok(());
    }
    let [policy, register, documents @ ..] = &arguments[..] else {
        anyhow::bail!("usage: regorus-peer POLICY REGISTER ENTRIES...");
    };
    let data = Value::from_json_str(&read_to_string(register)?)?;
    let mut engine = Engine::new();
    engine.add_policy_from_file(policy)?;
    engine.add_data(data.clone())?;
    let compiled = engine.compile_with_entrypoint(&RULE.into())?;
    let program = Compiler::compile_from_policy(&compiled, &[RULE])?;
    let next = AtomicUsize::new(0);
    let judge = || -> anyhow::Result<()> {
        let mut vm = RegoVM::new();
        vm.set_max_instructions(usize::MAX);
        vm.load_program(program.clone());
        vm.set_data(data.clone())?;
        while let Some(path) = documents.get(next.fetch_add(1, Relaxed)) {
            vm.set_input(Value::from_json_str(&read_to_string(path)?)?);
            for id in vm.execute()?.as_array()?.iter() {
                println!("{}", id.as_string()?);
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(judge);
        judge()?;
        other.join().expect("a thread ended by itself")
    })
}
