<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("cloakpoolEmailConfirmBody", realmName, code, link, hours)}</p>
<p style="font-family: monospace; font-size: 24px; letter-spacing: 4px;"><b>${code}</b></p>
<p><a href="${link}">${msg("cloakpoolLinkConfirmButton")}</a></p>
</@layout.emailLayout>
