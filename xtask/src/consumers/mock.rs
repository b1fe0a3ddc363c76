//! A mock server on loopback, for as long as somebody needs it.

use super::shell::command;
use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long it may take to start.
const LONGEST_START: Duration = Duration::from_secs(60);

/// A running mock, which ends with this value.
pub struct Mock {
    child: Child,
    port: u16,
}

impl Mock {
    /// Lets Prism serve `openapi.json` in `folder`, and answer with an error whatever does not fit it; what it says goes to
    /// `prism.log` there.
    ///
    /// # Errors
    ///
    /// Where it can't be started, or does not listen within a minute.
    pub fn start(prism: &Path, folder: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("prism: {error}");
        // a port that is free now; nobody else is expected to take it before Prism does
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).map_err(failed)?.port();
        let log = File::create(folder.join("prism.log")).map_err(failed)?;
        let number = port.to_string();
        let arguments = ["mock", "--errors", "--host", "127.0.0.1", "--port", &number, "openapi.json"];
        let mut node = command("node", folder, [""; 0]);
        node.arg(prism).args(arguments).stdout(log.try_clone().map_err(failed)?).stderr(log);
        let child = node.stdin(Stdio::null()).spawn().map_err(failed)?;
        let mut mock = Self { child, port };
        let started = Instant::now();
        loop {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(mock);
            }
            let ended = mock.child.try_wait().map_err(failed)?;
            if ended.is_some() || started.elapsed() > LONGEST_START {
                let log = std::fs::read_to_string(folder.join("prism.log")).unwrap_or_default();
                return Err(format!("prism does not listen on port {port}:\n{log}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
